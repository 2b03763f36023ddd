// A warning before the server signs somebody out, with a way to stay. The server decides; this only tells.
//
// All tabs share one session, so they share one clock: the moment of the last request, kept as a number under
// `emerald-seen-` and the person's number. Nothing else is ever stored in the browser.
import { learnToken, newestToken } from './csrf.js'
import { warningDialog } from './idle-dialog.js'

const MINUTE = 60 * 1000

// Whether text on this page would be lost by leaving it.
function watchTyping (page) {
  // A form that came back with errors holds text that was never saved.
  let typed = ['.govuk-error-summary', 'main form[method=post]'].every(each => page.querySelector(each) !== null)
  page.addEventListener('input', event => { typed ||= event.target.closest('form[method=post]') !== null })
  return () => typed
}

export function watchIdleness (page) {
  const told = page.body.dataset
  if (!told.idleMinutes) return
  const shared = `emerald-seen-${told.person}`
  const allowed = Number(told.idleMinutes) * MINUTE
  const warning = Number(told.warningMinutes) * MINUTE
  const hasTyped = watchTyping(page)
  const signInUrl = `${told.signInUrl}?ended=idle&next=${encodeURIComponent(told.pageUrl)}`
  const dialog = warningDialog(page, { stay, signInUrl, signOutUrl: told.signOutUrl })

  // eslint-disable-next-line no-restricted-properties -- the one exception: a moment, and nothing that was typed
  const clock = window.localStorage
  const mark = () => clock.setItem(shared, String(Date.now()))
  const left = () => (Number(clock.getItem(shared)) || 0) + allowed - Date.now()

  // Somebody else may have signed in on this computer since: what is on this page is not theirs to see.
  async function isStillTheSamePerson (answer) {
    const { person, csrf } = await answer.json().catch(() => ({}))
    learnToken(page, { person, csrf })
    return person === undefined || String(person) === told.person
  }

  async function stay () {
    dialog.sayFailed('')
    const answer = await fetch(told.stayUrl, {
      method: 'POST',
      headers: { 'X-CSRFToken': newestToken(page), Accept: 'application/json' },
      redirect: 'manual',
      credentials: 'same-origin'
    }).catch(() => null)
    if (answer?.ok && await isStillTheSamePerson(answer)) {
      mark()
      look()
    } else {
      dialog.sayFailed(answer
        ? 'You are not signed in. Sign in again in a new tab first.'
        : 'Emerald could not be reached. Check your connection, then try again.')
    }
  }

  function look () {
    const remaining = left()
    if (remaining > warning) dialog.close()
    else if (remaining > 0) dialog.warn(remaining)
    // Typed text stays on the page, covered, until its writer has signed in again in another tab.
    else if (hasTyped()) dialog.sayExpired()
    else leave()
  }

  // Once: asking again each second would start the journey over and never arrive on a slow line.
  function leave () {
    window.clearInterval(ticking)
    window.location.assign(signInUrl)
  }

  mark() // this page was itself a request
  const ticking = window.setInterval(look, 1000)
  // A page that saved its draft was a request too.
  page.addEventListener('emerald:answered', () => { mark(); look() })
  // A laptop that slept, or a tab put away: the clock is right at once when it is looked at again.
  page.addEventListener('visibilitychange', () => page.hidden || look())
  window.addEventListener('storage', event => event.key === shared && look())
}
