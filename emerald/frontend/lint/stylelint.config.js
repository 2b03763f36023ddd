// Faults in the styles, and never taste: what no browser knows, what overrules itself, what Sass reads otherwise.
export default {
  extends: 'stylelint-config-recommended-scss',
  reportDescriptionlessDisables: true,
  reportInvalidScopeDisables: true,
  reportNeedlessDisables: true,
  rules: {
    'declaration-block-no-shorthand-property-overrides': true,
    // A page asks nobody else for anything: that would tell them who reads which record.
    'function-url-no-scheme-relative': true,
    'function-url-scheme-allowed-list': ['data'],
    'no-unknown-animations': true,
    'property-no-deprecated': true,
    'scss/comment-no-empty': null, // it parts two paragraphs
    'scss/declaration-property-value-no-unknown': true,
    'unit-no-unknown': true
  }
}
