/** What a BuildKit daemon asks of its client during a build; one class per service. */
@NullMarked
package dev.slipway.buildkit.session;

import org.jspecify.annotations.NullMarked;
