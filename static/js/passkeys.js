// Passkeys (WebAuthn): fills in a form[data-passkey] with what the authenticator answers.
// The button is hidden until this file runs: without JavaScript there is no passkey.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const withBytes = (each) => ({ ...each, id: toBytes(each.id) });

function parsed({ publicKey }) {
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (options.user) options.user = withBytes(options.user);
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (options[name]) options[name] = options[name].map(withBytes);
  }
  return options;
}

function asPasskey(options) {
  const selection = { ...options.authenticatorSelection };
  selection.residentKey = "required";
  selection.requireResidentKey = true;
  selection.userVerification = "required";
  return { ...options, authenticatorSelection: selection };
}

function plain(credential) {
  const { response } = credential;
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = names.filter((name) => response[name]);
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(given.map((name) => [name, toText(response[name])])),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function askedByServer(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return (await answer.json()).request_options;
}

const ceremonies = {
  async login(form) {
    return navigator.credentials.get({ publicKey: parsed(await askedByServer(form)) });
  },
  async get(form) {
    return navigator.credentials.get({ publicKey: parsed(given(form).request_options) });
  },
  async create(form) {
    return navigator.credentials.create({ publicKey: asPasskey(parsed(given(form).creation_options)) });
  },
};

const given = (form) => JSON.parse(form.querySelector("script[type='application/json']").textContent);

function listen(form) {
  const trouble = form.querySelector("p[role='alert']");
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(plain(await ceremonies[form.dataset.passkey](form)));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(listen);
