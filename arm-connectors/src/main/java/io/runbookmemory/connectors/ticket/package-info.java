/**
 * Tickets and pages: {@link io.runbookmemory.connectors.ticket.JiraClient}, {@link
 * io.runbookmemory.connectors.ticket.ServiceNowClient} and {@link
 * io.runbookmemory.connectors.ticket.GitHubIssuesClient} behind one {@link
 * io.runbookmemory.connectors.ticket.TicketSystem}, and {@link
 * io.runbookmemory.connectors.ticket.PagerDutyClient}.
 *
 * <p>Imports {@code endpoint} and {@code http}.
 */
package io.runbookmemory.connectors.ticket;
