// Who else has this record open. The page says every half minute that it is still there, while somebody can see it.
// This keeps nobody signed in, and the session's end silences it.
import { newestToken } from './csrf.js'

const EVERY = 30 * 1000

export function tellWhoIsHere (page) {
  const line = page.querySelector('[data-here]')
  if (!line) return
  let ticking

  const letter = more => new URLSearchParams({
    page: line.dataset.page, visit: line.dataset.visit, csrfmiddlewaretoken: newestToken(page), ...more
  })
  const say = words => { if (line.textContent !== words) line.textContent = words }
  const stop = () => { clearInterval(ticking); say('') }

  async function beat () {
    if (page.hidden) return
    const answer = await fetch(line.dataset.here, {
      method: 'POST',
      body: letter(),
      headers: { Accept: 'application/json' },
      redirect: 'manual',
      credentials: 'same-origin'
    }).catch(() => null)
    if (!answer) return say('') // no network: what was true a while ago may not be true now
    if (!answer.ok) return stop()
    const told = await answer.json().catch(() => ({}))
    say(told.sentence || '')
  }

  const start = () => { clearInterval(ticking); ticking = setInterval(beat, EVERY) }
  start()
  page.addEventListener('visibilitychange', beat)
  window.addEventListener('pagehide', () => {
    clearInterval(ticking)
    navigator.sendBeacon(line.dataset.here, letter({ leaving: '1' }))
  })
  window.addEventListener('pageshow', event => { if (event.persisted) { start(); beat() } })
}
