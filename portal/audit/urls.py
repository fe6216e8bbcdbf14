"""The audit log, for auditors."""

from django.urls import path

from portal.audit.views import audit_csv, audit_log

urlpatterns = [
    path("granskning/", audit_log, name="audit-log"),
    path("granskning/logg.csv", audit_csv, name="audit-csv"),
]
