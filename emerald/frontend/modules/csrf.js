// Signing in again in another tab changes the token that proves a form is ours, and every form opened before would be
// refused. The newest token is in a cookie, so each form takes it from there at the moment it is sent.

export function newestToken (page) {
  const name = page.body.dataset.csrfCookie
  const found = page.cookie.split('; ').find(pair => pair.startsWith(`${name}=`))
  return found ? found.slice(name.length + 1) : page.querySelector('[name=csrfmiddlewaretoken]')?.value
}

export function keepTokensFresh (page) {
  page.addEventListener('submit', event => {
    const field = event.target.querySelector('[name=csrfmiddlewaretoken]')
    const token = newestToken(page)
    if (field && token) field.value = token
  })
}
