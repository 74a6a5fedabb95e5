/**
 * Where a server is and how it is spoken to: {@link io.runbookmemory.connectors.endpoint.Endpoint},
 * which every client over HTTP is made of.
 *
 * <p>Imports nothing of this module.
 */
package io.runbookmemory.connectors.endpoint;
