;; The two passes of `resample.ts`, several values an instruction: pixels are interleaved RGB of 8 bits, weights have 22
;; bits behind the point. Both read and write up to 15 bytes beyond what they are given: there must be room.
(module
  (memory (export "memory") 1)

  ;; Half of one, by which a sum is rounded.
  (global $half i32 (i32.const 0x200000))

  ;; `height` rows of `sourceWidth` pixels to rows of `width`. For each pixel of a row `starts` and `counts` tell its taps,
  ;; and `weights` has `taps` for each. All are i32 but pixels.
  (func (export "rows")
    (param $source i32) (param $sourceWidth i32) (param $height i32)
    (param $target i32) (param $width i32)
    (param $starts i32) (param $counts i32) (param $weights i32) (param $taps i32)
    (local $x i32) (local $at i32) (local $weight i32) (local $end i32) (local $sum v128)
    (loop $eachRow
      (local.set $x (i32.const 0))
      (loop $eachPixel
        (local.set $at
          (i32.add
            (local.get $source)
            (i32.mul
              (i32.load (i32.add (local.get $starts) (i32.shl (local.get $x) (i32.const 2))))
              (i32.const 3))))
        (local.set $weight
          (i32.add
            (local.get $weights)
            (i32.shl (i32.mul (local.get $x) (local.get $taps)) (i32.const 2))))
        (local.set $end
          (i32.add
            (local.get $weight)
            (i32.shl
              (i32.load (i32.add (local.get $counts) (i32.shl (local.get $x) (i32.const 2))))
              (i32.const 2))))
        (local.set $sum (i32x4.splat (global.get $half)))
        (loop $eachTap
          ;; Red, green, blue, and a byte that nobody reads.
          (local.set $sum
            (i32x4.add
              (local.get $sum)
              (i32x4.mul
                (v128.load32_splat (local.get $weight))
                (i32x4.extend_low_i16x8_u
                  (i16x8.extend_low_i8x16_u (v128.load32_zero (local.get $at)))))))
          (local.set $at (i32.add (local.get $at) (i32.const 3)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br_if $eachTap (i32.lt_u (local.get $weight) (local.get $end))))
        (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 22)))
        (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
        (v128.store32_lane 0
          (local.get $target)
          (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
        (local.set $target (i32.add (local.get $target) (i32.const 3)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br_if $eachPixel (i32.lt_u (local.get $x) (local.get $width))))
      (local.set $source
        (i32.add (local.get $source) (i32.mul (local.get $sourceWidth) (i32.const 3))))
      (local.set $height (i32.sub (local.get $height) (i32.const 1)))
      (br_if $eachRow (local.get $height))))

  ;; Rows of `stride` bytes to `height` others, each a sum of the rows that its taps name.
  (func (export "columns")
    (param $source i32) (param $stride i32)
    (param $target i32) (param $height i32)
    (param $starts i32) (param $counts i32) (param $weights i32) (param $taps i32)
    (local $first i32) (local $x i32) (local $at i32) (local $weight i32) (local $end i32)
    (local $bytes v128) (local $eight v128) (local $by v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $eachRow
      (local.set $first
        (i32.add (local.get $source) (i32.mul (i32.load (local.get $starts)) (local.get $stride))))
      (local.set $end
        (i32.add (local.get $weights) (i32.shl (i32.load (local.get $counts)) (i32.const 2))))
      (local.set $x (i32.const 0))
      (loop $sixteenBytes
        (local.set $at (i32.add (local.get $first) (local.get $x)))
        (local.set $weight (local.get $weights))
        (local.set $a (i32x4.splat (global.get $half)))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (loop $eachTap
          (local.set $by (v128.load32_splat (local.get $weight)))
          (local.set $bytes (v128.load (local.get $at)))
          (local.set $eight (i16x8.extend_low_i8x16_u (local.get $bytes)))
          (local.set $a
            (i32x4.add (local.get $a)
              (i32x4.mul (local.get $by) (i32x4.extend_low_i16x8_u (local.get $eight)))))
          (local.set $b
            (i32x4.add (local.get $b)
              (i32x4.mul (local.get $by) (i32x4.extend_high_i16x8_u (local.get $eight)))))
          (local.set $eight (i16x8.extend_high_i8x16_u (local.get $bytes)))
          (local.set $c
            (i32x4.add (local.get $c)
              (i32x4.mul (local.get $by) (i32x4.extend_low_i16x8_u (local.get $eight)))))
          (local.set $d
            (i32x4.add (local.get $d)
              (i32x4.mul (local.get $by) (i32x4.extend_high_i16x8_u (local.get $eight)))))
          (local.set $at (i32.add (local.get $at) (local.get $stride)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (br_if $eachTap (i32.lt_u (local.get $weight) (local.get $end))))
        (v128.store
          (i32.add (local.get $target) (local.get $x))
          (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $a) (i32.const 22))
              (i32x4.shr_s (local.get $b) (i32.const 22)))
            (i16x8.narrow_i32x4_s
              (i32x4.shr_s (local.get $c) (i32.const 22))
              (i32x4.shr_s (local.get $d) (i32.const 22)))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br_if $sixteenBytes (i32.lt_u (local.get $x) (local.get $stride))))
      (local.set $target (i32.add (local.get $target) (local.get $stride)))
      (local.set $starts (i32.add (local.get $starts) (i32.const 4)))
      (local.set $counts (i32.add (local.get $counts) (i32.const 4)))
      (local.set $weights
        (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 2))))
      (local.set $height (i32.sub (local.get $height) (i32.const 1)))
      (br_if $eachRow (local.get $height)))))
