/**
 * Methods by name. A module offers its methods as {@link io.ssl4j.core.registry.SslMethodProvider}s through {@link
 * java.util.ServiceLoader}; {@link io.ssl4j.core.registry.SslMethods} finds them, so that a command line can list and
 * configure methods without knowing them in advance.
 */
package io.ssl4j.core.registry;
