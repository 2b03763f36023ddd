// "Print this page" needs a script, so the button is hidden until there is one.

export function offerPrinting (page) {
  for (const button of page.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
