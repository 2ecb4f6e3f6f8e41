/** What the tests of all modules share: golden values, finite differences, and contracts that implementations extend. */
package io.ssl4j.core.testing;
