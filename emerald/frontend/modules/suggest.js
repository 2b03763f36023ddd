// While somebody types a name, those who may be meant are offered below the box. Without this the name is typed, and the
// server says who fits. Nothing is kept in the browser, and what was typed stands in no address.
import { newestToken } from './csrf.js'

const PAUSE = 250
const ENOUGH = 3 // letters

async function ask (page, box) {
  const answer = await fetch(box.dataset.suggest, {
    method: 'POST',
    body: new URLSearchParams({ sought: box.value }),
    headers: { 'X-CSRFToken': newestToken(page), Accept: 'application/json' },
    redirect: 'manual',
    credentials: 'same-origin'
  }).catch(() => null)
  return answer?.ok ? await answer.json().catch(() => ({})) : {}
}

function offer (page, box) {
  const list = page.createElement('datalist')
  list.id = `${box.id}-suggested`
  box.after(list)
  box.setAttribute('list', list.id)

  let timer
  const look = async () => {
    const typed = box.value
    if (typed.trim().length < ENOUGH || [...list.options].some(one => one.value === typed)) return
    const { found } = await ask(page, box)
    if (!found || box.value !== typed) return // somebody went on typing
    list.replaceChildren(...found.map(words => {
      const one = page.createElement('option')
      one.value = words
      return one
    }))
  }
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, PAUSE) })
}

export function suggestNames (page) {
  for (const box of page.querySelectorAll('input[data-suggest]')) offer(page, box)
}
