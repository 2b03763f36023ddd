// A quiet line below a box when a phrase of the wording list is written in it. It stops nobody and moves nothing but, when
// asked, a phrase for words that say the same and no more. Finds what emerald/wording/matching.py finds after saving.
import { insertAt } from './insert.js'

const PAUSE = 900
const OPENING = /[“"‘]/gu
const CLOSING = { '“': /[”\n]/gu, '"': /["\n]/gu, '‘': /’(?![\p{L}\p{N}_])|\n/gu }
// As emerald/text/compared.py: what cannot be seen may stand anywhere, and every apostrophe and every dash is one.
const APOSTROPHES = "'`´ʹʻʼʽʾʿˈˊˋ΄՚׳ߴߵ᾽᾿‘’‚‛′‵Ꞌꞌ"
const BETWEEN = '\\p{Cf}*[\\s\\p{Pd}⁃−][\\s\\p{Pd}\\p{Cf}⁃−]*'
const UNSEEN = '[\\p{Cf}\\p{Mn}]*'
const letter = one => APOSTROPHES.includes(one) ? `[${APOSTROPHES}]` : one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const escaped = word => Array.from(word, letter).join(UNSEEN)

// Safari before 16.4 knows no look-behind, so what stands before the phrase is part of the match.
function patternOf (term) {
  const phrases = term.words.map(words => words.trim().split(new RegExp(BETWEEN, 'u')).map(escaped).join(BETWEEN))
  phrases.sort((one, other) => other.length - one.length)
  return new RegExp(`(^|[^\\p{L}\\p{N}_])(${phrases.join('|')})(?![\\p{L}\\p{N}_])`, 'iu')
}

function from (pattern, text, place) {
  pattern.lastIndex = place
  return pattern.exec(text)
}

// The text with "|" for every character of a quotation. A paragraph's rest is searched for each closing once.
function masked (text) {
  const searched = { '“': 0, '"': 0, '‘': 0 }
  let read = ''
  let place = 0
  for (let opening = from(OPENING, text, 0); opening; opening = from(OPENING, text, OPENING.lastIndex)) {
    const [kind] = opening
    const start = opening.index
    if (start < searched[kind]) continue
    const closing = from(CLOSING[kind], text, start + 1)
    if (closing && closing[0] !== '\n') {
      read += text.slice(place, start) + '|'.repeat(closing.index + 1 - start)
      place = OPENING.lastIndex = closing.index + 1
    } else {
      searched[kind] = closing ? closing.index : text.length
    }
  }
  return read + text.slice(place)
}

function find (text, terms, left) {
  const read = masked(text)
  let first = null
  for (const term of terms) {
    const match = !left.has(term.id) && term.pattern.exec(read)
    if (match && (!first || match.index < first.start)) {
      const start = match.index + match[1].length
      first = { term, start, end: start + match[2].length, said: text.slice(start, start + match[2].length) }
    }
  }
  return first
}

const likeIt = (better, said) =>
  /^\p{Lu}/u.test(said) ? better[0].toUpperCase() + better.slice(1) : better

const advice = term => term.says_the_same ? `“${term.better}”` : term.better

function button (page, words, more) {
  const made = page.createElement('button')
  made.type = 'button'
  made.className = 'govuk-button govuk-button--secondary'
  const hidden = page.createElement('span')
  hidden.className = 'govuk-visually-hidden'
  made.append(words, hidden)
  made.say = said => { hidden.textContent = more(said) }
  return made
}

function watch (page, box, terms) {
  const line = page.createElement('div')
  const said = page.createElement('p')
  const buttons = page.createElement('div')
  const replace = button(page, 'Replace', one => ` “${one.said}” with “${one.term.better}”`)
  const say = button(page, 'Say what you saw', one => ` in the place of “${one.said}”`)
  const leave = button(page, 'Leave it', one => ` as “${one.said}”`)
  line.className = 'emerald-wording govuk-!-display-none-print'
  said.setAttribute('role', 'status')
  said.className = 'govuk-body-s govuk-!-margin-bottom-1'
  buttons.className = 'govuk-button-group govuk-!-margin-bottom-0'
  buttons.hidden = true
  buttons.append(replace, say, leave)
  line.append(said, buttons)
  box.after(line)

  const left = new Set()
  let shown = null
  let timer
  const look = () => {
    shown = find(box.value, terms, left)
    const words = shown ? `You wrote “${shown.said}”. Consider: ${advice(shown.term)}. ${shown.term.why}` : ''
    if (said.textContent !== words) said.textContent = words
    buttons.hidden = !shown
    line.classList.toggle('emerald-wording--shown', Boolean(shown))
    if (!shown) return
    replace.hidden = !shown.term.says_the_same
    say.hidden = shown.term.says_the_same
    for (const each of [replace, say, leave]) each.say(shown)
  }
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, PAUSE) })
  // The buttons may go away under the hand that pressed them; who pressed one was writing here.
  const done = () => { look(); box.focus({ preventScroll: true }) }
  replace.addEventListener('click', () => {
    box.focus({ preventScroll: true })
    const one = find(box.value, terms, left)
    if (one) insertAt(box, one.start, one.end, likeIt(one.term.better, one.said))
    done()
  })
  // Nothing is put there: what was seen only the writer knows. The phrase is marked, and what is typed takes its place.
  say.addEventListener('click', () => {
    const one = find(box.value, terms, left)
    done()
    if (one) box.setSelectionRange(one.start, one.end)
  })
  leave.addEventListener('click', () => { if (shown) left.add(shown.term.id); done() })
  look()
}

export async function suggestWording (page) {
  const boxes = [...page.querySelectorAll('form[data-wording] textarea:not([data-as-said])')]
  if (!boxes.length) return
  const answer = await fetch(boxes[0].form.dataset.wording, {
    headers: { Accept: 'application/json' }, redirect: 'manual', credentials: 'same-origin'
  }).catch(() => null)
  const told = answer?.ok ? await answer.json().catch(() => null) : null
  if (!told) return // nothing is suggested now; the page after saving still says it
  const terms = told.terms.map(term => ({ ...term, pattern: patternOf(term) }))
  for (const box of boxes) watch(page, box, terms)
}
