import classes from './Logo.module.css';

/** The mark and name: a path that forks, one arm of it ending in an answer. */
export function Logo() {
  return (
    <span className={classes.logo}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" className={classes.ground} />
        <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" strokeLinejoin="round">
          <path d="M9 11v8a4 4 0 0 0 4 4h3" />
          <path d="M9 11a4 4 0 0 0 4 4h7" opacity=".55" />
          <path d="m18.5 23 2.3 2.3 4.7-5" />
        </g>
        <circle cx="9" cy="9" r="2.6" fill="#fff" />
        <circle cx="22.5" cy="15" r="2.2" fill="#fff" fillOpacity=".6" />
      </svg>
      <span className={classes.name}>ResolutionFlow</span>
    </span>
  );
}
