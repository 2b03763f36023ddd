// Files go ahead of the form, one by one, while the person writes on. Without this they go with the form, as ever.
import { newestToken } from './csrf.js'

const AT_ONCE = 2
const SIGNED_OUT = 'It was not added, because you are signed out. Sign in again in a new tab, then add it again.'
const UNREACHABLE = 'It was not added, because Emerald cannot be reached. Add it again when you are back online.'
const WAIT = 'Wait until every file is here, then save again.'

function send (page, question, file, told) {
  const letter = new FormData()
  letter.append('files', file)
  letter.append('writing', question.dataset.writing)
  letter.append('place', question.closest('form').dataset.place)
  letter.append('person', page.body.dataset.person)
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    const answer = words => resolve({ key: '', sentence: words })
    request.upload.addEventListener('progress', event => told(event.loaded, event.total))
    request.addEventListener('error', () => answer(UNREACHABLE))
    request.addEventListener('abort', () => answer(UNREACHABLE))
    request.addEventListener('load', () => {
      if (request.status === 401) return answer(SIGNED_OUT)
      try { resolve(JSON.parse(request.responseText)) } catch { answer(UNREACHABLE) }
    })
    request.open('POST', question.dataset.sendFiles)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('X-CSRFToken', newestToken(page))
    request.send(letter)
  })
}

// One line for a file on its way: its name, how far it is, and what went wrong.
function line (page, list, name) {
  const item = page.createElement('li')
  const words = page.createElement('span')
  const bar = page.createElement('progress')
  words.textContent = name
  words.className = 'emerald-file-name'
  bar.max = 100
  bar.value = 0
  bar.setAttribute('aria-label', `How much of ${name} is here`)
  item.append(words, bar)
  list.append(item)
  return {
    reach: (loaded, total) => { bar.value = total ? Math.round(loaded * 100 / total) : 0 },
    fail: sentence => {
      bar.remove()
      item.className = 'govuk-error-message'
      words.textContent = sentence.includes(name) ? sentence : `“${name}”: ${sentence}`
    },
    end: () => item.remove()
  }
}

function tick (waiting, told) {
  const known = waiting.querySelector(`[id="kept-${told.key}"]`)
  if (known) {
    known.checked = true
    if (told.sentence) document.getElementById(`${known.id}-hint`).textContent = told.sentence
    return
  }
  const box = waiting.querySelector('template').content.cloneNode(true)
  const input = box.querySelector('input')
  const hint = box.querySelector('.govuk-hint')
  input.id = `kept-${told.key}`
  input.name = 'kept_files'
  input.value = told.key
  input.setAttribute('aria-describedby', `kept-${told.key}-hint`)
  box.querySelector('label').htmlFor = input.id
  box.querySelector('label').textContent = told.name
  hint.id = `kept-${told.key}-hint`
  hint.textContent = [told.words, told.sentence].filter(Boolean).join('. ')
  waiting.querySelector('.govuk-checkboxes').append(box)
  waiting.hidden = false
}

function takeFiles (page, input) {
  const group = input.closest('.govuk-form-group')
  const question = group.querySelector('[data-send-files]')
  const waiting = group.querySelector('[data-waiting-files]')
  const form = input.form
  if (!question || !form.dataset.place) return
  const list = question.querySelector('[data-sending]')
  const status = question.querySelector('[data-sending-status]')
  const queue = []
  let busy = 0
  question.hidden = false

  // Two files may arrive at once: the second must not take the words of the first out of a screen reader's mouth.
  function tell (sentence) {
    status.textContent = `${status.textContent} ${sentence}`.trim()
  }

  async function next () {
    const one = queue.shift()
    if (!one) return
    busy++
    const told = await send(page, question, one.file, one.line.reach)
    busy--
    if (told.key) {
      one.line.end()
      tick(waiting, told)
      tell([`${told.name} is here.`, told.sentence].filter(Boolean).join(' '))
      // The page's draft then knows of it, and keeps it.
      waiting.dispatchEvent(new Event('change', { bubbles: true }))
    } else {
      one.line.fail(told.sentence)
      tell(told.sentence)
    }
    next()
  }

  input.addEventListener('change', () => {
    const files = [...input.files]
    if (!files.length) return
    for (const old of list.querySelectorAll('.govuk-error-message')) old.remove()
    status.textContent = ''
    for (const file of files) queue.push({ file, line: line(page, list, file.name) })
    input.value = ''
    input.dispatchEvent(new Event('change', { bubbles: true })) // the button says "No file chosen" again
    while (busy < AT_ONCE && queue.length) next()
  })

  // In the capturing phase, so that the page is not taken for sent.
  form.addEventListener('submit', event => {
    if (!busy && !queue.length) return
    event.preventDefault()
    event.stopImmediatePropagation() // the draft's script would take it for a dead network
    status.textContent = WAIT
    let note = question.querySelector('[data-wait]')
    if (!note) {
      note = page.createElement('p')
      note.className = 'govuk-error-message'
      note.dataset.wait = ''
      question.append(note)
    }
    note.textContent = WAIT
    note.scrollIntoView({ block: 'center' })
  }, true)
}

export function sendFilesAhead (page) {
  for (const input of page.querySelectorAll('input[type=file][data-files]')) takeFiles(page, input)
}
