/**
 * Service level objectives in whatever format a team wrote them, OpenSLO, Sloth, Pyrra or a
 * dashboard of Grafana: {@link io.runbookmemory.connectors.slo.SloFiles}.
 *
 * <p>Imports {@code openslo}, {@code yaml} and the core's {@code slo} and {@code error}.
 */
package io.runbookmemory.connectors.slo;
