import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AddedTokens, plainPieces } from './plain-text.ts'

const specials = ['<|im_end|>', '<|im_start|>', '<<', '>>>', '<|', '😀😀', '[a]*']
const added = new AddedTokens(specials)
const contents = fc.array(fc.constantFrom(...specials, '<', '|', '>', 'im_end', ' a ', '[a]', '😀', '\n')).map((parts) => parts.join(''))

test('X1, X2: the pieces are the content, and none holds a special token', () => {
  fc.assert(
    fc.property(contents, (content) => {
      const pieces = plainPieces(content, added)
      expect(pieces.join('')).toBe(content)
      expect(pieces.filter((piece) => specials.some((special) => piece.includes(special)))).toEqual([])
      // No character is cut in two: a tokeniser gets whole ones.
      expect(pieces.every((piece) => piece.isWellFormed())).toBe(true)
    }),
  )
})

test('X3: content without any is one piece', () => {
  expect(plainPieces('def f(x):\n  return x < 3', added)).toEqual(['def f(x):\n  return x < 3'])
  expect(plainPieces('', added)).toEqual([''])
  expect(plainPieces('a <|im_end|> b', added)).toEqual(['a <', '|im_end|> b'])
})

test('runs of white space are ordinary text, and so is what is too short to cut', () => {
  expect([...new AddedTokens(['<s>', '  ', '\n\n', '▁', '😀', '<s>']).texts]).toEqual(['<s>'])
  expect(plainPieces('a <s>', new AddedTokens([]))).toEqual(['a <s>'])
})
