/** The mutable beans that Maven fills from the POM and that convert themselves to settings. */
@NullMarked
package dev.slipway.mojo.config;

import org.jspecify.annotations.NullMarked;
