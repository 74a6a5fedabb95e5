/**
 * Buckets of objects: {@link io.runbookmemory.connectors.bucket.S3Bucket}, for artifacts that many
 * daemons share.
 *
 * <p>Imports {@code endpoint}, {@code http} and the core's {@code store.artifact} and {@code
 * error}.
 */
package io.runbookmemory.connectors.bucket;
