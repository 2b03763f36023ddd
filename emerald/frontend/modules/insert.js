// Put text into a box. Where one is writing in it, as if it had been typed, so that Ctrl and Z takes it back; elsewhere
// without going there. Either way the page keeps itself.

export function insertAt (box, start, end, text) {
  const page = box.ownerDocument
  if (page.activeElement === box) {
    box.setSelectionRange(start, end)
    if (page.execCommand('insertText', false, text)) return
  }
  box.setRangeText(text, start, end, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}
