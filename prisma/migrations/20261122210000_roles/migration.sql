-- Somebody who only looks, and somebody who may also change who looks.
ALTER TYPE "Role" ADD VALUE 'viewer' BEFORE 'admin';
ALTER TYPE "Role" ADD VALUE 'owner';
