/**
 * Attachments of memories by content hash: images, scripts, dashboards. {@link
 * io.runbookmemory.store.artifact.ArtifactStore} is the port; {@link
 * io.runbookmemory.store.artifact.FolderArtifactStore} keeps them in a folder, beside any memory
 * store and never in its index; {@link io.runbookmemory.store.artifact.BucketArtifactStore} in a
 * bucket, by the port {@link io.runbookmemory.store.artifact.ObjectBucket}.
 *
 * <p>Floor 3: imports {@code error} alone.
 */
package io.runbookmemory.store.artifact;
