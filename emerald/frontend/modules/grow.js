// A textarea as tall as its text. Browsers that know `field-sizing` do it by themselves (see _typed.scss).

export function growTextareas (page) {
  if (CSS.supports('field-sizing', 'content')) return
  for (const box of page.querySelectorAll('textarea[data-grows]')) {
    const fit = () => {
      box.style.height = 'auto'
      box.style.height = `${box.scrollHeight + 4}px`
    }
    box.addEventListener('input', fit)
    if (box.value) fit()
  }
}
