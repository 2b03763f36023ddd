// Ctrl or Cmd with Enter presses the page's main button. Held down, or pressed twice, it sends once.

export function saveFromTheKeyboard (page) {
  const mac = /Mac|iPhone|iPad/.test(navigator.platform)
  for (const line of page.querySelectorAll('[data-keys]')) {
    const key = line.querySelector('[data-keys-mac]')
    if (mac) key.textContent = key.dataset.keysMac
    line.hidden = false
  }
  for (const button of page.querySelectorAll('form [data-main]')) {
    const form = button.form
    let sent = false
    form.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      event.preventDefault()
      if (!event.repeat && !sent) form.requestSubmit(button)
    })
    // After the form's own listeners: offline they keep the page where it is, and it may be sent later.
    page.addEventListener('submit', event => {
      if (event.target === form && !event.defaultPrevented) sent = true
    })
    window.addEventListener('pageshow', () => { sent = false })
  }
}
