/** One thin goal each, and all that talks to Maven. */
@NullMarked
package dev.slipway.mojo;

import org.jspecify.annotations.NullMarked;
