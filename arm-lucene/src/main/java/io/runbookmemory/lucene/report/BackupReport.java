package io.runbookmemory.lucene.report;

import java.nio.file.Path;

/**
 * What was copied from one directory to another, which now opens as the same store.
 *
 * @param from the directory of the store, or of the backup that was restored
 * @param into the directory of the backup, or of the store that was restored
 * @param position the position of the last change that the copy holds, 0 if there was none
 * @param files how many files the copy has, all of them checked against their checksums
 * @param bytes how large they are together
 * @param copiedFiles how many of them were not there yet
 * @param copiedBytes how large these are together
 */
public record BackupReport(
    Path from,
    Path into,
    long position,
    int files,
    long bytes,
    int copiedFiles,
    long copiedBytes) {}
