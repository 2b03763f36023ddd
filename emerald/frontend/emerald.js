// Only what makes a page that already works more comfortable.
import {
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll
} from 'govuk-frontend'
import { keepDrafts } from './modules/autosave.js'
import { keepTokensFresh } from './modules/csrf.js'
import { sendFilesAhead } from './modules/files.js'
import { growTextareas } from './modules/grow.js'
import { saveFromTheKeyboard } from './modules/keys.js'
import { tellWhoIsHere } from './modules/here.js'
import { askOnlyWhenLate } from './modules/late.js'
import { offerPrinting } from './modules/print.js'
import { offerPrompts } from './modules/prompts.js'
import { suggestNames } from './modules/suggest.js'
import { suggestWording } from './modules/wording.js'
import { watchIdleness } from './modules/idle.js'

for (const component of [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs
]) {
  createAll(component)
}
askOnlyWhenLate(document)
growTextareas(document)
keepDrafts(document)
keepTokensFresh(document)
sendFilesAhead(document)
offerPrinting(document)
offerPrompts(document)
saveFromTheKeyboard(document)
suggestNames(document)
suggestWording(document)
tellWhoIsHere(document)
watchIdleness(document)
