/** Which proxy a request goes through: what Maven's settings, Java's properties and the environment say. */
@NullMarked
package dev.slipway.proxy;

import org.jspecify.annotations.NullMarked;
