/** Port: the named events that the plugin tells its user about. */
@NullMarked
package dev.slipway.log;

import org.jspecify.annotations.NullMarked;
