// Prompts to write from: those of the chosen kind, put into the box at the cursor. What was typed stays.
import { insertAt } from './insert.js'

function offer (page, part) {
  const box = page.getElementById(part.dataset.into)
  const radios = page.querySelectorAll(`input[type=radio][name="${part.dataset.askedBy}"]`)
  const sections = [...part.querySelectorAll('[data-prompts-for]')]
  const button = part.querySelector('[data-prompts-insert]')
  const status = part.querySelector('[data-prompts-status]')
  if (!box || !radios.length) return

  // A box nobody has been in yet has no cursor, and takes them after what it holds.
  let been = page.activeElement === box
  box.addEventListener('focus', () => { been = true })

  const chosen = () => {
    const radio = [...radios].find(each => each.checked)
    return radio && sections.find(each => each.dataset.promptsFor === radio.value)
  }
  const show = () => {
    const one = chosen()
    for (const each of sections) each.hidden = one !== undefined && each !== one
    button.hidden = !one
    status.textContent = ''
  }
  button.addEventListener('click', () => {
    const text = chosen().querySelector('[data-prompts-text]').textContent
    const cursor = been ? box.selectionStart : box.value.length
    const before = box.value.slice(0, cursor)
    const after = box.value.slice(cursor)
    const gap = !before || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    insertAt(box, cursor, cursor, gap + text.trim() + (after.trim() ? '\n\n' : '\n'))
    status.textContent = `The prompts are in “${part.dataset.called}”.`
  })
  for (const radio of radios) radio.addEventListener('change', show)
  show()
}

export function offerPrompts (page) {
  for (const part of page.querySelectorAll('[data-prompts]')) offer(page, part)
}
