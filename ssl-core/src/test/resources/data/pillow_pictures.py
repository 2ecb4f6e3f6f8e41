"""Pictures that Pillow writes and the Java library cannot, for OnePictureTest and PluginFormatsTest.

The picture is 24 wide and 16 high: red, green, blue and gray (90) quarters, the top left one red.
Run:  python3 pillow_pictures.py      (made with Pillow 9.4.0)
"""
import numpy as np
from PIL import Image

rgb = np.zeros((16, 24, 3), np.uint8)
rgb[:8, :12] = 255, 0, 0
rgb[:8, 12:] = 0, 255, 0
rgb[8:, :12] = 0, 0, 255
rgb[8:, 12:] = 90, 90, 90
picture = Image.fromarray(rgb)

picture.save("lossless.webp", lossless=True)
picture.save("lossy.webp", quality=95)
alpha = picture.convert("RGBA")
alpha.putpixel((0, 0), (255, 0, 0, 128))
alpha.save("alpha.webp", lossless=True, exact=True)
picture.convert("CMYK").save("adobe_cmyk.jpg", quality=98)
picture.save("lzw.tif", compression="tiff_lzw")
picture.convert("P", palette=Image.Palette.ADAPTIVE).save("palette.tif", compression="tiff_adobe_deflate")
picture.convert("CMYK").save("cmyk.tif")
Image.fromarray(rgb[:, :, 0] / np.float32(255)).save("float.tif")
Image.fromarray(rgb[:, :, 0].astype(np.uint16) * 257).save("gray16.tif")

exif = Image.Exif()
exif[274] = 6      # the rows of the file are to be turned by 90 degrees clockwise
picture.transpose(Image.Transpose.ROTATE_90).save("exif6.jpg", quality=98, subsampling=0, exif=exif)
exif[274] = 5      # the picture transposed
picture.transpose(Image.Transpose.TRANSPOSE).save("exif5.jpg", quality=98, subsampling=0, exif=exif)
picture.save("progressive.jpg", quality=98, subsampling=0, progressive=True)
