// Faults in the scripts, and never taste: how they are laid out is the writer's choice.
import js from '@eslint/js'
import globals from 'globals'

// Names every page has. Who writes one of them meant a variable that is not there.
const MISTAKEN = [
  'close', 'closed', 'event', 'external', 'find', 'focus', 'history', 'length', 'name', 'open', 'opener', 'origin',
  'parent', 'print', 'screen', 'scroll', 'self', 'status', 'stop', 'top'
].map(name => ({ name, message: 'That is the window’s. Declare it, or write window.… if it is meant.' }))

// Computers are shared: nothing typed may stay on one.
const STAYS = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore']
const STAYS_HERE = 'Nothing is kept in the browser, which is shared.'

// Text that becomes markup can become a script.
const MARKUP = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'srcdoc']
const NOT_MARKUP = 'Build elements and set textContent: what somebody typed must never become markup.'

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'array-callback-return': 'error',
      eqeqeq: 'error',
      'no-alert': 'error',
      'no-console': 'error', // what is typed must not stand in a console
      'no-constructor-return': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-loop-func': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-script-url': 'error',
      'no-self-compare': 'error',
      'no-shadow': 'error',
      'no-template-curly-in-string': 'error',
      'no-throw-literal': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-unused-expressions': ['error', { allowShortCircuit: true }],
      'no-use-before-define': ['error', { functions: false, variables: false }],
      'no-var': 'error',
      'prefer-const': 'error',
      'prefer-promise-reject-errors': 'error',
      radix: 'error',
      'no-restricted-globals': ['error', ...MISTAKEN, ...STAYS.map(name => ({ name, message: STAYS_HERE }))],
      'no-restricted-properties': [
        'error',
        ...STAYS.map(property => ({ object: 'window', property, message: STAYS_HERE })),
        ...['document', 'page'].map(object => ({ object, property: 'cookie', message: STAYS_HERE })),
        ...['document', 'page'].map(object => ({ object, property: 'write', message: NOT_MARKUP })),
        ...MARKUP.map(property => ({ property, message: NOT_MARKUP }))
      ]
    }
  },
  { files: ['lint/**'], languageOptions: { globals: globals.node } }
]
