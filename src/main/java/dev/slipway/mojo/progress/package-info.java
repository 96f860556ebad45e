/** Shows the steps of builds: as lines of Maven's log, or live on a terminal. */
@NullMarked
package dev.slipway.mojo.progress;

import org.jspecify.annotations.NullMarked;
