/**
 * What a team's systems know of each other, as resource facts: {@link
 * io.runbookmemory.connectors.resource.ResourceFiles} reads Kubernetes objects, Backstage catalogs,
 * OpenTelemetry's service-graph metrics and CSV. The formats are described in {@code
 * docs/service-graph.md}.
 *
 * <p>Imports {@code file}, {@code yaml} and the core's {@code memory} and {@code error}.
 */
package io.runbookmemory.connectors.resource;
