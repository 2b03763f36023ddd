// "Why is it late?" is asked only when the day typed above it is early enough. Days not typed as numbers leave it asked.

const typed = (page, day, part) => Number(page.getElementById(`${day}_${part}`)?.value.trim() || NaN)

function dayTyped (page, day) {
  const [year, month, date] = ['year', 'month', 'day'].map(part => typed(page, day, part))
  if (![year, month, date].every(Number.isInteger)) return null
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-')
}

export function askOnlyWhenLate (page) {
  for (const box of page.querySelectorAll('textarea[data-late-before]')) {
    const { lateBefore, lateDay } = box.dataset
    const group = box.closest('.govuk-form-group')
    const asked = () => {
      const day = dayTyped(page, lateDay)
      // What was typed or found wrong there stays in sight.
      group.hidden = day !== null && day >= lateBefore && !box.value && !group.matches('.govuk-form-group--error')
    }
    for (const part of ['day', 'month', 'year']) page.getElementById(`${lateDay}_${part}`)?.addEventListener('input', asked)
    asked()
  }
}
