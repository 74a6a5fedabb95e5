package io.runbookmemory.connectors.dynatrace;

/**
 * Something that is watched.
 *
 * @param id such as {@code SERVICE-123}
 * @param name as people see it
 * @param type such as {@code SERVICE}
 */
public record DynatraceEntity(String id, String name, String type) {}
