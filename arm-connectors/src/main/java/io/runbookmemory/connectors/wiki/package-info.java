/**
 * Pages of a wiki as Markdown: {@link io.runbookmemory.connectors.wiki.ConfluenceClient}, with its
 * tool.
 *
 * <p>Imports {@code endpoint} and {@code http}; jsoup reads the markup.
 */
package io.runbookmemory.connectors.wiki;
