"""Addresses of the office's screens and of what it tells everybody, under /forslag/."""

from django.urls import URLPattern, path

from proposals.outlets.appeals import appeal_refusal
from proposals.outlets.following import confirm_following, follow_proposal, stop
from proposals.outlets.policies import policy_list, policy_page, referendum_initiative
from proposals.outlets.promises import late, refused
from proposals.outlets.report import report, report_csv
from proposals.registry.policies import next_version, policies
from proposals.registry.views import desk, handle, picture, put_down, take, take_over

urlpatterns: list[URLPattern] = [
    path("forslag/kansli/", desk, name="proposal-desk"),
    path("forslag/kansli/regler/", policies, name="proposal-policies"),
    path("forslag/kansli/regler/<slug:slug>/", next_version, name="proposal-policy"),
    path("forslag/kansli/<int:number>/", handle, name="proposal-handle"),
    path("forslag/kansli/<int:number>/bild/", picture, name="proposal-office-picture"),
    path("forslag/kansli/<int:number>/ta-over/", take_over, name="proposal-take-over"),
    path("forslag/kansli/<int:number>/lagg-tillbaka/", put_down, name="proposal-put-down"),
    path("forslag/kansli/<int:number>/steg/<slug:step>/", take, name="proposal-take"),
    path("forslag/regler/", policy_list, name="proposal-rules"),
    path("forslag/regler/<slug:slug>/<int:version>/", policy_page, name="proposal-rules-version"),
    path("forslag/folkinitiativ/", referendum_initiative, name="referendum-initiative"),
    path("forslag/avvisade/", refused, name="proposals-refused"),
    path("forslag/sena/", late, name="proposals-late"),
    path("forslag/rapport/", report, name="proposals-report"),
    path("forslag/rapport/rapport.csv", report_csv, name="proposals-report-csv"),
    path("forslag/<int:number>/folj/", follow_proposal, name="proposal-follow"),
    path("forslag/<int:number>/omprovning/", appeal_refusal, name="proposal-appeal"),
    path("forslag/folj/<str:token>/", confirm_following, name="follow-confirm"),
    path("forslag/folj/<str:token>/sluta/", stop, name="follow-stop"),
]
