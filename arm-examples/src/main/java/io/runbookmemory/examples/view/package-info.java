/** How answers look: text for people, JSON for programs, progress, exit codes. */
package io.runbookmemory.examples.view;
