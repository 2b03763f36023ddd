// A textarea as tall as its text. Browsers that know `field-sizing` do it by themselves (see _typed.scss).

export function growTextareas (page) {
  if (CSS.supports('field-sizing', 'content')) return
  for (const box of page.querySelectorAll('textarea[data-grows]')) {
    const fit = () => {
      const { scrollX, scrollY } = window // measuring makes the box small for a moment; the page must not jump
      box.style.height = 'auto'
      box.style.height = `${box.scrollHeight + 4}px`
      window.scrollTo(scrollX, scrollY)
    }
    box.addEventListener('input', fit)
    if (box.value) fit()
  }
}
