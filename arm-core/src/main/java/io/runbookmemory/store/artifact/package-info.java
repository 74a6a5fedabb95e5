/**
 * Attachments of memories by content hash: images, scripts, dashboards. {@link
 * io.runbookmemory.store.artifact.ArtifactStore} is the port; {@link
 * io.runbookmemory.store.artifact.FolderArtifactStore} keeps them in a folder, beside any memory
 * store and never in its index.
 *
 * <p>Floor 3: imports {@code error} alone.
 */
package io.runbookmemory.store.artifact;
