/** Port: what builds images and keeps them locally. */
@NullMarked
package dev.slipway.engine;

import org.jspecify.annotations.NullMarked;
