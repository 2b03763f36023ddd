// The box that warns: a native <dialog>, so the browser keeps the focus in it and gives it back afterwards.

const WORDS = `
  <div data-warning>
    <h2 class="govuk-heading-m" id="idle-title">You will be signed out soon</h2>
    <p class="govuk-body" id="idle-text">You will be signed out in <strong data-left></strong>, because nothing was opened
      or saved for a while.</p>
  </div>
  <div data-expired hidden>
    <h2 class="govuk-heading-m" id="idle-expired-title">You have been signed out</h2>
    <p class="govuk-body" id="idle-expired-text">What you typed is still on this page, covered. <a class="govuk-link" target="_blank"
      data-sign-in>Sign in again (opens a new tab)</a>, then come back and carry on.</p>
  </div>
  <p class="govuk-visually-hidden" role="status" data-spoken></p>
  <p class="govuk-error-message" role="alert" data-failed></p>
  <div class="govuk-button-group">
    <button type="button" class="govuk-button" data-stay>Stay signed in</button>
    <button type="button" class="govuk-button govuk-button--secondary" data-leave>Sign out</button>
  </div>`

function inWords (seconds) {
  const [number, unit] = seconds >= 60 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second']
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}

export function warningDialog (page, { stay, signInUrl, signOutUrl }) {
  const dialog = page.createElement('dialog')
  dialog.className = 'emerald-idle'
  dialog.setAttribute('role', 'alertdialog')
  // eslint-disable-next-line no-restricted-properties -- words of this file, and nobody else's
  dialog.innerHTML = WORDS
  page.body.append(dialog)
  const part = name => dialog.querySelector(`[data-${name}]`)
  const say = words => { if (part('spoken').textContent !== words) part('spoken').textContent = words }

  function show (expired) {
    dialog.setAttribute('aria-labelledby', expired ? 'idle-expired-title' : 'idle-title')
    dialog.setAttribute('aria-describedby', expired ? 'idle-expired-text' : 'idle-text')
    part('warning').hidden = expired
    part('expired').hidden = !expired
    part('leave').hidden = expired
    part('stay').textContent = expired ? 'Carry on' : 'Stay signed in'
    dialog.classList.toggle('emerald-idle--covers', expired)
    if (!dialog.open) dialog.showModal()
  }

  part('sign-in').href = signInUrl
  part('stay').addEventListener('click', stay)
  part('leave').addEventListener('click', () => page.querySelector(`form[action="${signOutUrl}"]`).requestSubmit())
  // Escape means "I am here".
  dialog.addEventListener('cancel', event => { event.preventDefault(); stay() })

  return {
    warn (remaining) {
      const seconds = Math.ceil(remaining / 1000)
      part('left').textContent = inWords(seconds)
      show(false)
      // Spoken once a minute and then every twenty seconds: a count read aloud every second helps nobody.
      if (seconds % (seconds > 60 ? 60 : 20) === 0) say(`Signing out in ${inWords(seconds)}`)
    },
    sayExpired () {
      show(true)
      say('You have been signed out. What you typed is still on this page.')
    },
    sayFailed (sentence) { part('failed').textContent = sentence },
    close () { if (dialog.open) dialog.close() }
  }
}
