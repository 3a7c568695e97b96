import { fill } from './seed';

/** What Playwright runs before all tests; what that returns runs after them. */
export default fill;
