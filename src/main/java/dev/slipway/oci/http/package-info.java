/** Requests to one registry: connections, logins, patience, and words for what goes wrong. */
@NullMarked
package dev.slipway.oci.http;

import org.jspecify.annotations.NullMarked;
