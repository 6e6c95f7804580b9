// Of the design system only what the pages use: nine tenths of it are for others, and every telephone would have to load them.
module.exports = {
  css: ['node_modules/@kern-ux/native/dist/kern.min.css'],
  content: ['Pages/**/*.cshtml', 'Pages/**/*.cs', 'Kern/**/*.cs', 'Access/**/*.cs', 'Charts/**/*.cs', 'Text/**/*.cs', 'Reports/**/*.cshtml', 'Scripts/*.js'],
  output: 'wwwroot/kern/',
  // Put together at run time.
  safelist: [
    /^kern-(alert|icon)--(info|success|warning|danger)$/,
    /^kern-form-(input__(input|select)|check__(checkbox|radio))(--error)?$/,
  ],
};
