/** What a run would take, known before it begins: steps, time, memory and disk; and what this process may have. */
package io.ssl4j.core.plan;
