/**
 * The one exchange over HTTP that all clients use: {@link
 * io.runbookmemory.connectors.http.VendorHttp}. Not exported.
 *
 * <p>Imports {@code endpoint}.
 */
package io.runbookmemory.connectors.http;
