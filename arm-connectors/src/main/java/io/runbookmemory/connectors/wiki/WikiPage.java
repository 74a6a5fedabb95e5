package io.runbookmemory.connectors.wiki;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page.
 *
 * @param id which stays when the page is renamed
 * @param title of the page
 * @param markdown its text, with code blocks, tables and links
 * @param url where people read it
 * @param version counts up from 1 with every change
 * @param changed when the version was written; null if the wiki does not tell
 */
public record WikiPage(
    String id, String title, String markdown, URI url, int version, @Nullable Instant changed) {}
