// Signing in again in another tab changes the token that proves a form is ours, and every form opened before would be
// refused. No script can read it from its cookie: each page that is opened tells the newest to the tabs that stand open,
// and a page that saved its draft learns it from the answer. Another person's token is not taken: their session must
// not send what somebody else typed.

let newest

export function newestToken (page) {
  return newest ?? page.querySelector('[name=csrfmiddlewaretoken]')?.value
}

export function learnToken (page, { csrf, person }) {
  if (csrf && String(person) === page.body.dataset.person) newest = csrf
}

export function keepTokensFresh (page) {
  page.addEventListener('submit', event => {
    const field = event.target.querySelector('[name=csrfmiddlewaretoken]')
    if (field && newest) field.value = newest
  })
  const person = page.body.dataset.person
  if (!person || !('BroadcastChannel' in window)) return
  const tabs = new window.BroadcastChannel('emerald-token')
  tabs.addEventListener('message', event => learnToken(page, event.data))
  tabs.postMessage({ csrf: newestToken(page), person })
}
