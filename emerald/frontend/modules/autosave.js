// A long page keeps itself on the server while one types. Nothing typed is ever kept in the browser: it is shared.
import { learnToken, newestToken } from './csrf.js'

const PAUSE = 1500
const AGAIN = 10 * 1000
const CARRIED_ON_LEAVING = 60 * 1024 // bytes a browser still sends for a page that is gone
const SIGNED_OUT = 'Draft not saved. Keep this page open, sign in again in a new tab, then carry on.'
const UNREACHABLE = 'Draft not saved, because Emerald cannot be reached. Keep this page open: it tries again by itself.'
const TOO_LONG = 'Draft not saved, because it is too long. Save the page, or make it shorter.'

function typedInto (form) {
  const typed = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') (typed[name] ??= []).push(value)
  }
  return typed
}

function whyNot (answer, told) {
  if (told.sentence) return told.sentence
  if (answer?.status === 401) return SIGNED_OUT
  return answer?.status === 400 ? TOO_LONG : UNREACHABLE
}

// Trying again by the clock where the server answers would keep somebody signed in who has left the room.
const mayComeBack = answer => !answer || answer.status === 401 || answer.status >= 502

// What goes to the server, told apart from what the form asks: a question of the form may be called "place".
function letter (page, form) {
  const typed = typedInto(form)
  return JSON.stringify({
    place: form.dataset.place, person: page.body.dataset.person, once: form.once.value, draft: form.draft.value, typed
  })
}

function keepDraft (page, form) {
  const status = form.querySelector('[data-draft-status]')
  let unkept = false
  let busy = false
  let sent = false
  let timer

  const later = wait => { clearTimeout(timer); timer = setTimeout(keep, wait) }
  const say = (words, failed) => {
    if (status.textContent !== words) status.textContent = words
    status.classList.toggle('emerald-draft--failed', failed)
  }

  function post (body, leaving) {
    return fetch(form.dataset.draft, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': newestToken(page), Accept: 'application/json' },
      keepalive: leaving && new Blob([body]).size < CARRIED_ON_LEAVING,
      redirect: 'manual',
      credentials: 'same-origin'
    }).catch(() => null)
  }

  async function keep ({ leaving = false } = {}) {
    clearTimeout(timer)
    if (!unkept || sent || (busy && !leaving)) return
    busy = true
    unkept = false
    const answer = await post(letter(page, form), leaving)
    const told = answer?.ok ? await answer.json().catch(() => ({})) : {}
    busy = false
    learnToken(page, told)
    if (told.saved_at) {
      say(`Draft saved at ${told.saved_at}`, false)
      page.dispatchEvent(new Event('emerald:answered'))
      if (unkept) later(PAUSE)
    } else {
      unkept = true
      say(whyNot(answer, told), true)
      if (mayComeBack(answer)) later(AGAIN)
    }
  }

  form.addEventListener('input', () => { unkept = true; later(PAUSE) })
  form.addEventListener('change', () => { unkept = true; keep() })
  page.addEventListener('visibilitychange', () => keep({ leaving: page.hidden }))
  window.addEventListener('pagehide', () => keep({ leaving: true }))
  window.addEventListener('pageshow', () => { sent = false })
  window.addEventListener('online', () => keep())
  window.addEventListener('focus', () => keep())
  form.addEventListener('submit', event => {
    // The browser would put its own page in place of the typed text.
    if (!navigator.onLine) event.preventDefault()
    if (event.defaultPrevented) return say(UNREACHABLE, true)
    sent = true
    clearTimeout(timer)
  })
}

export function keepDrafts (page) {
  for (const form of page.querySelectorAll('form[data-draft]')) keepDraft(page, form)
}
