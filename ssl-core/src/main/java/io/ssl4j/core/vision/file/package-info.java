/**
 * Reading single image files: {@link io.ssl4j.core.vision.file.ImageFile}. A file is recognised by its content, checked
 * for completeness, and decoded by one decoder per format.
 */
package io.ssl4j.core.vision.file;
