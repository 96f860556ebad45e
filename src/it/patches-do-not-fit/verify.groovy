import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def misfits = '''\
Cannot plan the images of this module, 5 problems:
  - <images><image>[it-patches-do-not-fit/app]<patches>: patches/web/app.patch:3: hunk 1 of 2 does not fit web/app.js
      expected at line 1:
        line 1
        line two
        line 3
        line 4
      found there:
        1: line 1
        2: line 2
        3: line 3
        4: line 4
      nearest place: line 1, where 1 line differs:
        expected: line two
        found 2: line 2
    Make the patch anew from the file that is there.
  - <images><image>[it-patches-do-not-fit/app]<patches>: patches/web/app.patch:9: hunk 2 of 2 does not fit web/app.js
      expected at line 9:
        line 9
        line ten
        line 11
        line 12
      found there:
        9: line 9
        10: line 10
        11: line 11
        12: line 12
      nearest place: line 9, where 1 line differs:
        expected: line ten
        found 10: line 10
    Make the patch anew from the file that is there.
  - <images><image>[it-patches-do-not-fit/app]<patches>: patches/web/app.patch:15: web/secret.js cannot be patched: .dockerignore leaves it out (line 1). Take it back with the line «!web/secret.js» at the end of .dockerignore, or take it out of the patch.
  - <images><image>[it-patches-do-not-fit/app]<patches>: patches/web/app.patch:20: a/../outside.js goes up by '..'. Let patches name files below the folder that they are for only.
  - <images><image>[it-patches-do-not-fit/app]<patches>: patches/web/gone.patch:1: web/gone.js is not there. Check <strip> and the folder that the patch is for, or remove the patch if the file is gone for good.'''
def nowhere = 'Cannot plan the images of this module: <images><image>[it-patches-do-not-fit/app]<patches>: patches/nowhere:' +
        ' there is no such directory. Create it, or name another directory in <patches>.'
assert run.errors() == [misfits, misfits, nowhere]
run.checkThatNothingIsHalfDone()
assert !run.left('target/slipway')
return true
